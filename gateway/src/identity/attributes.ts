import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';

/** Fabric CA's attribute extension. */
const ATTRIBUTES = '1.2.3.4.5.6.7.8.1';

/** The attributes that a certificate's authority wrote into it; none when the extension is absent or not JSON. */
export function attributesOf(der: Uint8Array): Readonly<Record<string, string>> {
  try {
    const extension = new X509Certificate(new Uint8Array(der)).getExtension(ATTRIBUTES);
    if (!extension) return {};
    const parsed = JSON.parse(Buffer.from(extension.value).toString('utf8')) as { attrs?: Record<string, unknown> };
    return Object.fromEntries(
      Object.entries(parsed.attrs ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}
