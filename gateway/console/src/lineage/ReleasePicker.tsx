import { Select } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import {
  FoundReleasesDocument,
  OwnReleasesDocument,
  ReleaseEndDocument,
  type WhoseFragment,
} from '../generated/lineage.ts';
import { popupIn } from '../parts/Choice.tsx';
import { useSettled } from '../parts/settled.ts';
import { titled } from '../words/i18n.ts';
import { releaseName } from './naming.ts';
import { useLineage } from './words.ts';

const ID = /^rel-[0-9a-f]{32}$/;
type Props = {
  readonly id: string;
  readonly value: string;
  /** Only releases of this entity. */
  readonly own: string | undefined;
  /** The entity whose releases stand first. */
  readonly me: string;
  readonly without: string;
  readonly onChange: (release: WhoseFragment) => void;
};

/** A release, found by words of its asset's title, by its id, or among one's own. */
export function ReleasePicker({ id, value, own, me, without, onChange }: Props) {
  const say = useLineage();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const byId = ID.test(asked);
  const mine = useAsk(OwnReleasesDocument, { entity: own ?? me });
  const found = useAsk(FoundReleasesDocument, { text: asked }, { when: !own && !byId });
  const one = useAsk(ReleaseEndDocument, { id: byId ? asked : value }, { when: byId || ID.test(value) });
  const needle = byId ? '' : asked.toLowerCase();
  const label = (release: WhoseFragment) =>
    `${releaseName(release, release.id)} · ${titled(release.asset?.entity?.title)}`;
  const mineFound = (mine.data?.assets.nodes ?? [])
    .flatMap(({ releases }) => releases)
    .filter((release) => label(release).toLowerCase().includes(needle));
  const others = own || byId ? [] : (found.data?.search.hits ?? []).flatMap(({ asset }) => asset.releases);
  const all = [...(one.data?.release ? [one.data.release] : []), ...mineFound, ...others].filter(
    (release) => release.id !== without && (!own || release.asset?.entityId === own),
  );
  const known = new Map(all.map((release) => [release.id, release]));
  const options = [...known.values()].map((release) => ({ value: release.id, label: label(release) }));
  return (
    <Select
      id={id}
      className="full"
      getPopupContainer={popupIn}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      value={value || null}
      options={options}
      loading={found.isFetching || mine.isFetching}
      notFoundContent={found.isFetching || mine.isFetching ? null : say('otherNone')}
      onChange={(next: string) => {
        const release = known.get(next);
        setText('');
        if (release) onChange(release);
      }}
    />
  );
}
