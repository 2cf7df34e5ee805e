export { HomePageReadiness } from './HomePageReadiness';
