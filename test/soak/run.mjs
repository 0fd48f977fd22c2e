// `npm run soak`: checks that take too long for every run.
import { close, playwright, vitest } from '../report.mjs'

await vitest('test:unit', 'unit.json', { args: ['test/unit'], env: { RUNS: '10000' } })
await vitest('test:app', 'app.json', { env: { VITE_SOAK: '1' }, args: ['test/app/faults', 'test/app/switches'] })
await playwright('soak:clicking', 'soak.json')
close()
