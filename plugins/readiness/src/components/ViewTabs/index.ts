export { TabbedViews } from './TabbedViews';
export type { TabbedViewsProps } from './TabbedViews';
export * from './ViewTabs';
