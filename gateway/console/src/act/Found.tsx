import { AutoComplete } from 'antd';
import { useAsk } from '../data/query.ts';
import { FoundReleasesDocument } from '../generated/lineage.ts';
import { releaseName } from '../lineage/naming.ts';
import { popupIn } from '../parts/Choice.tsx';
import { useSettled } from '../parts/settled.ts';
import { titled } from '../words/i18n.ts';
import { useActs } from './words.ts';

const ID = /^(ast|rel)-[0-9a-f]{32}$/;

type Props = {
  readonly id: string;
  readonly kind: 'ast-' | 'rel-';
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** An asset or a release: its id, or words by which it is found. */
export function Found({ id, kind, value, onChange }: Props) {
  const say = useActs();
  const asked = useSettled(value.trim());
  const hits = useAsk(FoundReleasesDocument, { text: asked }, { when: asked !== '' && !ID.test(asked) }).data?.search
    .hits;
  const options = (hits ?? []).flatMap(({ asset }) => {
    const whose = titled(asset.releases[0]?.asset?.entity?.title);
    const title = titled(asset.releases[0]?.asset?.text?.descriptor?.title) || asset.id;
    if (kind === 'ast-') return [{ value: asset.id, label: [title, whose].filter(Boolean).join(' · ') }];
    return asset.releases.map((release) => ({
      value: release.id,
      label: [releaseName(release, release.id), whose].filter(Boolean).join(' · '),
    }));
  });
  return (
    <AutoComplete
      id={id}
      className="full"
      getPopupContainer={popupIn}
      placeholder={say(kind === 'ast-' ? 'findAsset' : 'findRelease')}
      value={value}
      options={ID.test(value) ? [] : options}
      onChange={(next) => onChange(String(next ?? ''))}
    />
  );
}
