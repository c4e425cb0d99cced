import { Button } from 'antd';
import { useState } from 'react';
import type { CertificatePageQuery } from '../generated/certificate.ts';
import { Panel } from '../parts/Panel.tsx';
import { useField } from '../words/fields.ts';
import type { Checked } from './check.ts';
import { useCertificate } from './words.ts';

type Found = NonNullable<CertificatePageQuery['certificate']>;

/** Checks what the page shows against what the certificate commits to, in the browser itself. */
export function Check({ of }: { readonly of: Found }) {
  const say = useCertificate();
  const field = useField();
  const [checked, setChecked] = useState<readonly Checked[]>();
  const current = of.leaf?.asset ?? (of.asset?.version === of.assetVersion ? of.asset.text : undefined);
  const run = async () => {
    if (!current) return;
    const { checkText } = await import('./check.ts');
    setChecked(checkText(current, of.commitments as Record<string, string>, of.committedIn));
  };
  const many = (found: Checked['found']) => checked?.filter((one) => one.found === found).length ?? 0;
  return (
    <Panel title={say('check')} className="no-print">
      <p className="hint">{say(current ? 'checkText' : 'later')}</p>
      {checked ? (
        <>
          <p className={many('other') ? 'verdict bad' : 'verdict good'} role="status">
            {many('other')
              ? say('failed', { bad: many('other') })
              : say('checked', { good: many('same'), hidden: many('hidden') })}
          </p>
          <details>
            <summary>{say('fields')}</summary>
            <ul>
              {checked.map(({ field: name, found }) => (
                <li key={name} className="row-head">
                  <span>{field(name)}</span>
                  <span className={`end tag ${found === 'same' ? 'good' : found === 'other' ? 'bad' : 'plain'}`}>
                    {say(found)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </>
      ) : current ? (
        <Button onClick={() => void run()}>{say('run')}</Button>
      ) : null}
    </Panel>
  );
}
