/** All that other slices and main may use of notices. Browser code is in `web/`, apart. */
export { type Addressee, type NoticeInput, notify } from './notify.ts';
export { forgetNotices, unreadOf } from './notices.queries.ts';
export { composeMail } from './mail/compose-mail.ts';
export { pushWords } from './push/push-words.ts';
export { noticeRoutes, pushKeyRoute } from './routes.ts';
export { noticeWords } from './problem-words.ts';
