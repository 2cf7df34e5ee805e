export * from './PeopleAndTools';
