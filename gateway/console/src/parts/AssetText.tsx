import type { WordsFragment } from '../generated/case.ts';
import { useNames } from '../session/names.ts';
import { useField } from '../words/fields.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { count } from './format.ts';
import { Tag } from './Tag.tsx';

function FieldTable({ fields }: { readonly fields: NonNullable<NonNullable<WordsFragment['descriptor']>['fields']> }) {
  const term = useTerm();
  const field = useField();
  return (
    <section className="scroll" aria-label={field('fields')}>
      <table>
        <thead>
          <tr>
            <th>{field('name')}</th>
            <th>{field('type')}</th>
            <th>{field('meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, title, personal }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{term('FieldType', type)}</td>
              <td>
                {title} {personal ? <span className="tag warn">{field('personal')}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is said of an asset. What the reader may not see is not there. */
export function AssetText({ of }: { readonly of: WordsFragment }) {
  const field = useField();
  const term = useTerm();
  const language = useLanguage();
  const { entity } = useNames();
  const { descriptor, personalInformation: personal, rights, encumbrances } = of;
  const rows: (readonly [string, React.ReactNode])[] = [
    [
      'title',
      descriptor?.title ? `${descriptor.title.zh}${descriptor.title.en ? ` · ${descriptor.title.en}` : ''}` : null,
    ],
    ['abstract', titled(descriptor?.abstract)],
    ['kind', of.kind ? term('AssetKind', of.kind) : null],
    ['subject', descriptor?.subject],
    ['keywords', descriptor?.keywords?.join(language === 'zh' ? '、' : ', ')],
    ['form', term('AssetForm', descriptor?.form)],
    ['updateFrequency', term('UpdateFrequency', descriptor?.updateFrequency)],
    [
      'timeCoverage',
      descriptor?.timeCoverage ? `${descriptor.timeCoverage.from} – ${descriptor.timeCoverage.to}` : null,
    ],
    ['spaceCoverage', descriptor?.spaceCoverage],
    ['records', typeof descriptor?.records === 'number' ? count(descriptor.records) : null],
    ['grade', of.grade ? <Tag key="grade" kind="Grade" value={of.grade} /> : null],
    ['sourceBasis', term('SourceBasis', of.sourceBasis)],
    [
      'personalInformation',
      personal
        ? personal.contains
          ? [field('yes'), term('LegalBasis', personal.legalBasis), term('Heads', personal.heads)]
              .filter(Boolean)
              .join(' · ')
          : field('no')
        : null,
    ],
    [
      'rights',
      rights?.length ? (
        <ul key="rights">
          {rights.map(({ right, holder, from, until, basis }) => (
            <li key={right}>
              <b>{term('RightKind', right)}</b> {entity(holder)} · {from}
              {until ? ` – ${until}` : ''} · {basis}
            </li>
          ))}
        </ul>
      ) : null,
    ],
    [
      'encumbrances',
      encumbrances?.length ? (
        <ul key="encumbrances">
          {encumbrances.map(({ kind, reference, from }) => (
            <li key={reference}>
              {term('EncumbranceKind', kind)} · {reference} · {from}
            </li>
          ))}
        </ul>
      ) : null,
    ],
  ];
  return (
    <>
      <dl className="facts">
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{field(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {descriptor?.fields?.length ? <FieldTable fields={descriptor.fields} /> : null}
    </>
  );
}
