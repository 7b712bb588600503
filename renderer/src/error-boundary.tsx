import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Banner } from './ui/banner.tsx';
import { Button } from './ui/button.tsx';
import { useTranslate } from './ui/translation.tsx';

interface State {
  readonly error: Error | undefined;
}

/** Shows what happened instead of a blank window when a screen throws. What was shown as saved is on the disk. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('A screen has stopped', error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error ? <Crashed error={this.state.error} /> : this.props.children;
  }
}

function Crashed({ error }: { readonly error: Error }) {
  const translate = useTranslate();
  return (
    <Banner
      kind="failure"
      title={translate('app.crashed.title')}
      detail={error.message}
      actions={
        <Button
          look="primary"
          onClick={() => {
            location.reload();
          }}
        >
          {translate('app.crashed.reload')}
        </Button>
      }
    >
      {translate('app.crashed.body')}
    </Banner>
  );
}
