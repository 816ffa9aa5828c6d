import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../web/i18n/format.ts';
import { Button, say, VisuallyHidden } from '../../web/ui/index.ts';
import type { Notice } from '../contract.ts';
import { useNoticeWords } from './notice-words.ts';
import { useMark } from './use-notices.ts';

/** The notices as a list: the words lead to the place, the buttons mark. */
export function NoticeList({ notices }: { readonly notices: readonly Notice[] }) {
  const { t } = useTranslation('notices');
  const mark = useMark();
  const list = useRef<HTMLUListElement>(null);
  const put = (notice: Notice, change: { read?: boolean; done?: boolean }) =>
    mark.mutate(
      { id: notice.id, mark: change },
      {
        onSuccess() {
          if (change.done !== true) return;
          say({ text: t('done.said'), undo: () => put(notice, { done: false }) });
          // The button that was pressed goes with its notice: the keyboard goes on from the list.
          list.current?.focus();
        },
        onError: () => void say({ text: t('markFailed'), tone: 'danger' }),
      },
    );
  return (
    <ul className="nt-list" ref={list} tabIndex={-1} aria-label={t('title')}>
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} onMark={(change) => put(notice, change)} />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly notice: Notice;
  readonly onMark: (change: { read?: boolean; done?: boolean }) => void;
}

function NoticeRow({ notice, onMark }: RowProps) {
  const { t } = useTranslation('notices');
  const { nameOf, textOf } = useNoticeWords();
  const { kind, about, readAt, doneAt } = notice;
  const text = textOf(kind, notice.details);
  const what = about ? `${about}: ${text}` : text;
  return (
    <li className="nt-notice vp-keep" {...(readAt ? {} : { 'data-unread': '' })}>
      <span className="nt-dot" aria-hidden="true" />
      <div className="nt-words">
        <p>
          <Link to={notice.path} onClick={() => readAt ?? onMark({ read: true })}>
            {about ? <b>{about}</b> : null}
            {about ? ': ' : ''}
            {text}
          </Link>
          {readAt ? null : <VisuallyHidden>, {t('isUnread')}</VisuallyHidden>}
        </p>
        <p className="vp-muted nt-small">
          {nameOf(kind)} · {formatMoment(notice.at)}
        </p>
      </div>
      <div className="vp-actions vp-no-print">
        {doneAt ? null : (
          <Button
            size="small"
            look="quiet"
            label={t(readAt ? 'act.unreadOf' : 'act.readOf', { what })}
            onPress={() => onMark({ read: !readAt })}
          >
            {t(readAt ? 'act.unread' : 'act.read')}
          </Button>
        )}
        <Button
          size="small"
          label={t(doneAt ? 'act.openOf' : 'act.doneOf', { what })}
          onPress={() => onMark({ done: !doneAt })}
        >
          {t(doneAt ? 'act.open' : 'act.done')}
        </Button>
      </div>
    </li>
  );
}
