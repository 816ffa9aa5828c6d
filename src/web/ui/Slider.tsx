import { Label } from 'react-aria-components/Label';
import {
  Slider as AriaSlider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components/Slider';
import './slider.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** While it moves: for the words beside it. */
  readonly onChange: (value: number) => void;
  /** When it stops: for what costs a question to the server. */
  readonly onChangeEnd?: (value: number) => void;
  /** The value in words, also for who cannot see: "16 juni 2026". */
  readonly words: (value: number) => string;
  readonly startWords?: string;
  readonly endWords?: string;
}

/** A moment or a size chosen along a line, with the arrow keys one step at a time. */
export function Slider(props: SliderProps) {
  return (
    <AriaSlider
      className="vp-slider"
      value={props.value}
      minValue={props.min}
      maxValue={props.max}
      step={props.step ?? 1}
      onChange={(value) =>
        props.onChange(typeof value === 'number' ? value : (value[0] ?? props.min))
      }
      onChangeEnd={(value) =>
        props.onChangeEnd?.(typeof value === 'number' ? value : (value[0] ?? props.min))
      }
    >
      <div className="vp-slider-words">
        <Label className="vp-label">{props.label}</Label>
        <SliderOutput className="vp-slider-output">{() => props.words(props.value)}</SliderOutput>
      </div>
      <SliderTrack className="vp-slider-track">
        <SliderThumb className="vp-slider-thumb" />
      </SliderTrack>
      {props.startWords || props.endWords ? (
        <div className="vp-slider-words vp-muted" aria-hidden="true">
          <span>{props.startWords}</span>
          <span>{props.endWords}</span>
        </div>
      ) : null}
    </AriaSlider>
  );
}
