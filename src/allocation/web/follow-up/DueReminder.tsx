import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../../web/ui/index.ts';
import type { FollowUps } from '../../follow-up/contract.ts';
import { useAsked, useToday } from '../use-allocation.ts';
import './words.ts';

/** The way to the follow-up, with how many stays are to be asked after this week and how many are late. */
export function DueReminder() {
  const { t } = useTranslation('follow-up');
  const today = useToday();
  const { data } = useAsked<FollowUps>('/follow-ups', { view: 'due' });
  const late = data?.rows.filter(({ dueOn }) => dueOn < today).length ?? 0;
  const count = data?.rows.length ?? 0;
  const words = [
    t('open'),
    count > 0 ? t('reminder.due', { count }) : null,
    late > 0 ? t('reminder.late', { count: late }) : null,
  ];
  return <LinkButton href="/voorstellen/opvolging">{words.filter(Boolean).join(', ')}</LinkButton>;
}
