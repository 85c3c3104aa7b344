/**
 * Dispensing: what whoever holds a printed code reads and does.
 *
 * - code, token: what the QR of a prescription holds; it finds one prescription and opens its public copy
 * - act: one handing over of units of one or more lines, by a pharmacist or an establishment; it stays for ever
 * - fill: as many units as the prescriber meant to be handed over at once; due is what is left of the present one
 * - void: takes an act back; its units are due again
 * - log: acts with antibiotics and controlled medicines (RX-ATB-1)
 */
export { CLIENT_HEADER, createCodeServer } from './code-server.ts';
export { codeHolder } from './open-code.ts';
export { codeLoginFaults } from './queries.ts';
export { dispensedOf, readLedger } from './read-ledger.ts';
export { dispensingRoutes } from './routes.ts';
export { openThrottle } from './throttle.ts';
