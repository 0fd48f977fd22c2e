import type { Hex } from '../color'
import { IN_PROGRESS, LOST, WON } from '../pipeline'

/**
 * Colors to choose from: those that the kanban gives to stages without one, then some forty of the 112 that it offers in its
 * own color picker, by hue, from light to dark. Any other can be given by its digits. They have no names; `nameOfColor`
 * tells roughly what each looks like.
 *
 * The kanban's columns open the product's general picker without colors of their own
 * (`modules/main/install/js/main/kanban/column.js`), so these are that picker's
 * (`modules/main/install/js/main/colorpicker/colorpicker.js`).
 * @see https://github.com/avshatalov48/bitrix-core-business
 */
export const PALETTE: readonly (readonly Hex[])[] = [
  [...IN_PROGRESS, WON, LOST],
  ['#ffcbd8', '#f69ac1', '#f968b6', '#f0008c', '#a0005c'],
  ['#ffbdbb', '#f6989c', '#ff5b55', '#f11716', '#9e0502'],
  ['#ffdd93', '#fdb051', '#ffa801', '#f36509', '#a34100'],
  ['#fff893', '#fff55a', '#eec200', '#aba100', '#ad8f47'],
  ['#e3f299', '#c5e099', '#a5de00', '#8ec82f', '#578520'],
  ['#8ed1a8', '#7bc56f', '#2fb644', '#00a64c', '#007333'],
  ['#98e1dc', '#48dfdf', '#06bab1', '#00a99d', '#00736a'],
  ['#aae9fc', '#67cef9', '#2eceff', '#00adf2', '#004982'],
  ['#c4baed', '#887fc0', '#6b52cc', '#662793', '#1c0d64'],
  ['#dbdde0', '#bfc5cd', '#a1a6ac', '#898989', '#555555'],
]
