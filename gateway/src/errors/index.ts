export { type ErrorExtensions, present, refusalOf, toApiError } from './api-error.ts';
