import { OFFLINE, SuyuanError } from '@suyuan/client';
import { explain, Refusal } from '@suyuan/schemas';

/** What a person is told: a refusal in both languages with its findings, why no answer came, or what is missing. */
function told(error: Error): string {
  if (error instanceof Refusal) return `${error.body.code}: ${explain(error.body).zh} ${explain(error.body).en}`;
  if (!(error instanceof SuyuanError)) return error.message;
  if (error.code === OFFLINE)
    return `${error.message}\nIs the platform running? npm start; elsewhere than here, SUYUAN_URL says where`;
  const { zh = '', en = error.message, citation = '', findings = [] } = error.details;
  const lines = findings.map((finding) => `  ${finding.field}: ${finding.zh} ${finding.en}`);
  return [`${error.code}: ${zh} ${en} ${citation}`.trimEnd(), ...lines].join('\n');
}

/**
 * Does a tool's work. What is refused or missing is told in words, and the process ends with 1; any other error is a fault
 * of the tool, and thrown.
 */
export async function run(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const plain = error instanceof Error && error.constructor === Error;
    if (!plain && !(error instanceof SuyuanError) && !(error instanceof Refusal)) throw error;
    console.error(`\n${told(error)}`);
    process.exitCode = 1;
  }
}
