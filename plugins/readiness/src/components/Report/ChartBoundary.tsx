/** Keeps a chart that could not be loaded or drawn from taking the report with it. */
import { Component } from 'react';
import type { ReactNode } from 'react';

export interface ChartBoundaryProps {
  instead: ReactNode;
  children: ReactNode;
}

export class ChartBoundary extends Component<
  ChartBoundaryProps,
  { failed: boolean }
> {
  static getDerivedStateFromError() {
    return { failed: true };
  }

  state = { failed: false };

  render() {
    const { instead, children } = this.props;
    return this.state.failed ? instead : children;
  }
}
