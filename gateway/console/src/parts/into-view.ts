/** As a `ref`: what appears below the edge of a dialog, such as a refusal, is brought into view once. */
export const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });
