import { Component, type ReactNode } from 'react';

type BoundaryProps = { onError: (error: Error) => void; children: ReactNode };

/** Keeps a part that cannot be drawn from taking the whole chat with it: the part is left out and reported. */
export class RenderBoundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: Error): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
