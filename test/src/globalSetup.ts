export { offerPortal as default } from './sharedPortal';
