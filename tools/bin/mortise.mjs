#!/usr/bin/env node
// @ts-check
// npx mortise import <kind> <file> …: needs no build, and runs on Node 20 too.
import { mortise } from '../lib/mortise-command.mjs';

process.exitCode = await mortise(process.argv.slice(2), { env: process.env });
