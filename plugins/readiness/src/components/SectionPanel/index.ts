export * from './SectionPanel';
