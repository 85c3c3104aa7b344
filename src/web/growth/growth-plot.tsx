import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { GrowthChart, GrowthPoint } from '#modules/growth/contract.ts';
import { useText } from '../i18n/use-text.ts';
import classes from './growth.module.css';
import { growthMessages } from './messages.ts';
import { ageTicks, axisOf, linesWithin, pathOf, pointsWithin, windows } from './plot-scale.ts';
import type { Line, WindowName } from './plot-scale.ts';
import type { GrowthWords } from './use-words.ts';

type Scale = { readonly width: number; readonly height: number; readonly x: (days: number) => number; readonly y: (value: number) => number };

const ROOM = { top: 12, right: 34, bottom: 44, left: 46 };

const scaleOf = (width: number, height: number, name: WindowName, { least, most }: { readonly least: number; readonly most: number }): Scale => {
  const { from, until } = windows[name];
  return {
    width, height,
    x: (days) => ROOM.left + (days - from) / (until - from) * (width - ROOM.left - ROOM.right),
    y: (value) => height - ROOM.bottom - (value - least) / (most - least) * (height - ROOM.top - ROOM.bottom),
  };
};

const Grid = ({ scale, name, ticks, axis, unit }: { readonly scale: Scale; readonly name: WindowName; readonly ticks: readonly number[]; readonly axis: string; readonly unit: string }) => {
  const { width, height, x, y } = scale;
  const [left, right, foot] = [ROOM.left, width - ROOM.right, height - ROOM.bottom];
  return (
    <g className={classes['grid']} aria-hidden>
      {ticks.map((value) => <g key={value}><line x1={left} x2={right} y1={y(value)} y2={y(value)} /><text x={left - 7} y={y(value) + 4} textAnchor="end">{value}</text></g>)}
      {ageTicks(name).map(({ days, label }) => (
        <g key={days}>
          <line x1={x(days)} x2={x(days)} y1={ROOM.top} y2={foot} data-minor={label === null} />
          {label === null ? null : <text x={x(days)} y={foot + 17} textAnchor="middle">{label}</text>}
        </g>
      ))}
      <text x={(left + right) / 2} y={height - 6} textAnchor="middle" className={classes['axis']}>{axis}</text>
      <text x={left - 7} y={height - 6} textAnchor="end" className={classes['axis']}>{unit}</text>
    </g>
  );
};

const signed = (z: number): string => (z > 0 ? `+${String(z)}` : z < 0 ? `−${String(-z)}` : '0');

const Curves = ({ scale: { x, y, width }, lines }: { readonly scale: Scale; readonly lines: readonly Line[] }) => {
  const ends = new Map(lines.map(({ z, points }) => [z, points.at(-1)]));
  return (
    <g aria-hidden>
      {lines.map(({ z, points }) => <path key={`${String(z)} ${String(points[0]?.[0])}`} className={classes['curve']} data-z={Math.abs(z)} d={pathOf(points, x, y)} />)}
      {[...ends].map(([z, end]) => (end === undefined ? null : <text key={z} className={classes['curveName']} x={Math.min(x(end[0]) + 6, width - ROOM.right + 6)} y={y(end[1]) + 4}>{signed(z)}</text>))}
    </g>
  );
};

type DotProps = { readonly x: number; readonly y: number; readonly point: GrowthPoint; readonly name: string; readonly isCurrent: boolean; readonly onFocus: () => void; readonly onOpen: (() => void) | null };

const Dot = ({ x, y, point, name, isCurrent, onFocus, onOpen }: DotProps) => (
  <g
    className={classes['dot']} data-point={point.noteId} data-plausible={point.isPlausible} tabIndex={isCurrent ? 0 : -1} role={onOpen === null ? 'img' : 'link'} aria-label={name}
    onFocus={onFocus} onMouseEnter={onFocus} onClick={onOpen ?? undefined} onKeyDown={(event) => { if (event.key === 'Enter') onOpen?.(); }}
  >
    <circle cx={x} cy={y} r={16} className={classes['reach']} />
    {point.isPlausible ? <circle cx={x} cy={y} r={5} /> : <path d={`M${String(x)} ${String(y - 7)}L${String(x + 7)} ${String(y + 5)}L${String(x - 7)} ${String(y + 5)}Z`} />}
  </g>
);

export type PlotProps = {
  readonly chart: GrowthChart;
  readonly window: WindowName;
  readonly sex: 'H' | 'M';
  readonly words: GrowthWords;
  /** What is typed in a note in work, at today's age or at the size typed. */
  readonly unsigned: { readonly x: number; readonly value: number } | null;
  readonly onOpen: ((point: GrowthPoint) => void) | null;
};

/** A child's points on WHO's lines. Points are reached by pointer and by keyboard; what one says stands under the chart. */
export const GrowthPlot = ({ chart, window: name, sex, words, unsigned, onOpen }: PlotProps) => {
  const t = useText(growthMessages);
  const isPhone = useMediaQuery('(max-width: 48em)') === true;
  const group = useRef<SVGGElement>(null);
  const points = pointsWithin(chart.points, name).filter(({ z }) => z !== null);
  const [chosen, setChosen] = useState<number | null>(null);
  const current = Math.min(chosen ?? points.length - 1, points.length - 1);
  const lines = linesWithin(chart, name);
  const here = unsigned === null ? [] : pointsWithin([unsigned], name);
  const { least, most, ticks } = axisOf([...lines.flatMap(({ points: of }) => of.map(([, value]) => value)), ...points.map(({ value }) => value), ...here.map(({ value }) => value)]);
  const scale = scaleOf(isPhone ? 400 : 860, isPhone ? 400 : 460, name, { least, most });
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -points.length, End: points.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(current + step, 0), points.length - 1);
    group.current?.querySelectorAll<SVGGElement>('[data-point]')[next]?.focus();
  };
  const shown = points[current];
  return (
    <figure className={classes['figure']}>
      <svg viewBox={`0 0 ${String(scale.width)} ${String(scale.height)}`} className={classes['plot']} role="group" aria-label={t('plot.label', { which: t(`for-age.${chart.indicator}`), sex: t(`sex.${sex}`), count: points.length })}>
        <Grid scale={scale} name={name} ticks={ticks} axis={t(`axis.${windows[name].axis}`)} unit={chart.unit} />
        <Curves scale={scale} lines={lines} />
        <path className={classes['track']} d={pathOf(points.map((point) => [point.x, point.value] as const), scale.x, scale.y)} aria-hidden />
        {here.map(({ x, value }) => <circle key={x} className={classes['unsigned']} cx={scale.x(x)} cy={scale.y(value)} r={6} aria-hidden />)}
        <g ref={group} onKeyDown={move}>
          {points.map((point, at) => (
            <Dot key={point.noteId} x={scale.x(point.x)} y={scale.y(point.value)} point={point} name={words.point(chart, point)} isCurrent={at === current} onFocus={() => { setChosen(at); }} onOpen={onOpen === null ? null : () => { onOpen(point); }} />
          ))}
        </g>
      </svg>
      <figcaption className={classes['readout']}>{shown === undefined ? t('plot.none') : words.point(chart, shown)}</figcaption>
      {here.map(({ x, value }) => <p key={x} className={classes['quiet']}>{t('now.unsigned', { value, unit: chart.unit })}</p>)}
      {points.length === 0 ? null : <p className={`${classes['quiet'] ?? ''} amate-no-print`}>{t('plot.how')}{onOpen === null ? '' : ` ${t('plot.opens')}`}</p>}
    </figure>
  );
};
