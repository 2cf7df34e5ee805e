export { Notifier, type NotifierOptions } from './notifier';
export {
  readNotificationSettings,
  type NotificationSettings,
} from './settings';
