/** All that other slices and main may use of notices. Browser code is in `web/`, apart. */
export { type Addressee, type NoticeInput, notify } from './notify.ts';
export { forgetNotices } from './notices.queries.ts';
export { noticeRoutes } from './routes.ts';
export { default as noticeWords } from './locales/problems.nl.json' with { type: 'json' };
