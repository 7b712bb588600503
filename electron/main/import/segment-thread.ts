import { parentPort } from 'node:worker_threads';
import { serveSegment } from './serve-segment.ts';

// A thread always has a parent.
if (parentPort !== null) serveSegment(parentPort);
