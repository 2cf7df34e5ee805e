export { BrokenGlass } from './BrokenGlass';
