import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { Standing } from '../parts/Standing.tsx';
import { useShell } from '../words/shell.ts';

function Broken({ error }: { readonly error: Error }) {
  const say = useShell();
  return (
    <Standing
      kind="error"
      title={say('broken')}
      text={say('brokenText')}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {say('reload')}
        </Button>
      }
    >
      <pre className="technical">{String(error.stack ?? error)}</pre>
    </Standing>
  );
}

type Props = { readonly children: ReactNode; readonly place: string };
type State = { readonly error?: Error | undefined; readonly place?: string };

/** A page that fails says so in its own place; the rest goes on, and another page is another try. */
export class Boundary extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return state.place === place ? null : { place, error: undefined };
  }

  override render(): ReactNode {
    return this.state.error ? <Broken error={this.state.error} /> : this.props.children;
  }
}
