import { SuyuanError } from '@suyuan/client';
import { gatewayUrl, readConnection } from '../connection.ts';
import { Cast } from './cast.ts';
import { story } from './story.ts';

try {
  const url = gatewayUrl();
  await story(new Cast(url, readConnection()));
  console.log(`\nLook at it in the browser: ${url}`);
} catch (error) {
  if (!(error instanceof SuyuanError)) throw error;
  const { details } = error;
  console.error(`\n${error.code}: ${details.zh ?? ''} ${details.en ?? error.message} ${details.citation ?? ''}`);
  for (const finding of details.findings ?? []) console.error(`  ${finding.field}: ${finding.zh} ${finding.en}`);
  process.exitCode = 1;
}
