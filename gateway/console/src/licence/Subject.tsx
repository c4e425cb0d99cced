import { useAsk } from '../data/query.ts';
import { OwnReleasesDocument } from '../generated/licence.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { useSession } from '../session/session.ts';
import { titled } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useLicence } from './words.ts';

/** What is licensed: an asset with every release of it, or one release. */
export type Subject = { readonly asset: string; readonly release?: string };

type Props = {
  readonly label: string;
  readonly value: Subject | undefined;
  /** Whether an asset can be chosen as a whole. */
  readonly whole: boolean;
  readonly onChange: (subject: Subject | undefined) => void;
};

/** One of one's own assets or of its releases. */
export function SubjectPicker({ label, value, whole, onChange }: Props) {
  const say = useLicence();
  const shell = useShell();
  const entity = useSession()?.person.entity ?? '';
  const asked = useAsk(OwnReleasesDocument, { entity });
  const assets = asked.data?.assets.nodes.filter(({ releases }) => releases.length > 0) ?? [];
  const choose = (chosen: string) => {
    const asset = assets.find(({ id, releases }) => id === chosen || releases.some((one) => one.id === chosen));
    onChange(asset && { asset: asset.id, ...(asset.id === chosen ? {} : { release: chosen }) });
  };
  return (
    <Labelled
      label={label}
      required
      hint={asked.data && assets.length === 0 ? say('subjectNone') : asked.data ? undefined : shell('reading')}
    >
      {(id) => (
        <select
          id={id}
          className="native"
          value={value?.release ?? value?.asset ?? ''}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{say('choose')}</option>
          {assets.map((asset) => {
            const title = titled(asset.text?.descriptor?.title) || asset.id;
            return (
              <optgroup key={asset.id} label={title}>
                {whole ? <option value={asset.id}>{say('everyOf', { asset: title })}</option> : null}
                {asset.releases.map((release) => (
                  <option key={release.id} value={release.id}>
                    {title} {release.text?.label ?? `#${release.rank}`}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
      )}
    </Labelled>
  );
}
