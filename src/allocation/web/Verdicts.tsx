import { Icon } from '../../web/ui/index.ts';
import { type ShownVerdict, useFitWords } from './fit-words.ts';

/** Criterion by criterion, each with its mark and its words: a mark is never the only sign. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly ShownVerdict[] }) {
  const words = useFitWords();
  return (
    <ul className="al-verdicts">
      {verdicts.map((each) => {
        const change = each.holds === 'NO' ? words.change(each) : null;
        return (
          <li key={each.criterion} data-holds={each.holds}>
            <Icon name={each.holds === 'NO' ? 'close' : each.holds === 'YES' ? 'check' : 'info'} />
            <span>
              <b>{words.criterion(each.criterion)}</b>: {words.verdict(each)}
              {change ? <span className="al-small">{change}</span> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
