import { CloseCircleOutlined, InfoCircleOutlined, QuestionCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

const SIGNS = {
  info: InfoCircleOutlined,
  warning: WarningOutlined,
  error: CloseCircleOutlined,
  missing: QuestionCircleOutlined,
};

type Props = {
  readonly kind: keyof typeof SIGNS;
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

/** What stands in a page's place where there is none for this reader: why, and where to go. */
export function Standing({ kind, title, text, action, children }: Props) {
  const Sign = SIGNS[kind];
  return (
    <section className={`standing ${kind}`}>
      <Sign aria-hidden="true" />
      <h1>{title}</h1>
      <p>{text}</p>
      {action}
      {children}
    </section>
  );
}
