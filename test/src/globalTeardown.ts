export { endPortal as default } from './sharedPortal';
