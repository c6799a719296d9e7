// @ts-check
// Symbols for points: drawn here, so that no picture comes from elsewhere.
/** @import {PointsFile} from "../wire.js" */
import { penOf } from "../map/style.js";

/** @typedef {CanvasRenderingContext2D} Pen */

const SIZE = 18;
const RATIO = 2;
/** @type {(share: number, far: number) => [number, number]} The corner at a share of a turn, clockwise from the top. */
const turned = (share, far) => [far * Math.sin(2 * Math.PI * share), -far * Math.cos(2 * Math.PI * share)];

/** @type {Record<PointsFile["symbol"], (pen: Pen) => void>} */
const PATHS = {
  circle: (pen) => pen.arc(0, 0, 5.6, 0, 2 * Math.PI),
  square: (pen) => pen.rect(-5, -5, 10, 10),
  triangle: (pen) =>
    corners(pen, [
      [0, -6.4],
      [6.2, 4.6],
      [-6.2, 4.6],
    ]),
  diamond: (pen) =>
    corners(pen, [
      [0, -6.8],
      [6.8, 0],
      [0, 6.8],
      [-6.8, 0],
    ]),
  cross: (pen) =>
    corners(pen, [
      [-2.2, -6],
      [2.2, -6],
      [2.2, -2.2],
      [6, -2.2],
      [6, 2.2],
      [2.2, 2.2],
      [2.2, 6],
      [-2.2, 6],
      [-2.2, 2.2],
      [-6, 2.2],
      [-6, -2.2],
      [-2.2, -2.2],
    ]),
  star: (pen) =>
    corners(
      pen,
      Array.from({ length: 10 }, (_, i) => turned(i / 10, i % 2 ? 3 : 7)),
    ),
};

/**
 * @param {Pen} pen
 * @param {[number, number][]} points
 */
function corners(pen, points) {
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.closePath();
}

/**
 * @param {number} wide
 * @param {number} high
 */
function canvasOf(wide, high) {
  const canvas = document.createElement("canvas");
  canvas.width = wide * RATIO;
  canvas.height = high * RATIO;
  const pen = penOf(canvas);
  pen.scale(RATIO, RATIO);
  return { canvas, pen };
}

/**
 * A shape in its colour with a white edge, so that it is visible on pale and on dark areas.
 * @param {PointsFile["symbol"]} symbol
 * @param {string} colour
 */
export function drawSymbol(symbol, colour) {
  const { canvas, pen } = canvasOf(SIZE, SIZE);
  pen.translate(SIZE / 2, SIZE / 2);
  pen.lineJoin = "round";
  pen.beginPath();
  PATHS[symbol](pen);
  pen.strokeStyle = "#FFFFFF";
  pen.lineWidth = 3.4;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  return canvas;
}

/**
 * Several points too close to be drawn apart: their symbol, and their number.
 * @param {PointsFile["symbol"]} symbol
 * @param {string} colour
 * @param {string} count
 * @param {string} family
 */
export function drawMany(symbol, colour, count, family) {
  const font = `700 12px ${family}`;
  const measure = canvasOf(1, 1).pen;
  measure.font = font;
  const wide = Math.ceil(SIZE + measure.measureText(count).width + 9);
  const high = SIZE + 4;
  const { canvas, pen } = canvasOf(wide, high);
  pen.beginPath();
  pen.roundRect(0.75, 0.75, wide - 1.5, high - 1.5, (high - 1.5) / 2);
  pen.fillStyle = "#FFFFFF";
  pen.fill();
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.drawImage(drawSymbol(symbol, colour), 3, 2, SIZE, SIZE);
  pen.font = font;
  pen.fillStyle = colour;
  pen.textBaseline = "middle";
  pen.fillText(count, SIZE + 3, high / 2 + 0.5);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
export const pixelsOf = (canvas) => penOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
export const PIXEL_RATIO = RATIO;
