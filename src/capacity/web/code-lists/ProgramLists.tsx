import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../../web/ui/index.ts';
import {
  absenceKinds,
  endReasons,
  fileKinds,
  genderMixes,
  partialStops,
  unavailabilityReasons,
} from '../../codes.ts';

/** The lists whose meaning the figures use: they change with the program, not here. */
const lists = {
  unavailability: unavailabilityReasons,
  absence: absenceKinds,
  end: endReasons,
  fileKind: fileKinds,
  partialStop: partialStops,
  genderMix: genderMixes,
} as const;
type List = keyof typeof lists;

/** Each list of the program with its codes and what people read for them. */
export function ProgramLists() {
  const { t } = useTranslation('code-lists');
  return (
    <>
      {(Object.keys(lists) as List[]).map((list) => (
        <Disclosure key={list} title={t(`program.list.${list}`, { count: lists[list].length })}>
          <Codes list={list} />
        </Disclosure>
      ))}
    </>
  );
}

function Codes({ list }: { readonly list: List }) {
  const { t, i18n } = useTranslation('capacity');
  return (
    <dl className="cl-codes">
      {lists[list].map((code) => {
        const key = `codes.${list}.${code}`;
        return (
          <div key={code}>
            <dt>{i18n.exists(key, { ns: 'capacity' }) ? t(key as 'codes.end.HOME') : code}</dt>
            <dd className="vp-muted">{code}</dd>
          </div>
        );
      })}
    </dl>
  );
}
