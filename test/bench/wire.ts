import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What a line between a browser and its servers is like. */
export interface LineOptions {
  /** Milliseconds from one end to the other and back. */
  roundTrip: number
  /** In each direction, for all connections together. */
  bitsPerSecond: number
}

/** Bytes that a connection sends before the next one has its turn. */
const SLICE = 4_096
/** Bytes that wait in front of a line before the sender is stopped, as TCP does. */
const BACKLOG = 32_768

/** One direction of a connection. */
interface Lane {
  waiting: Buffer[]
  size: number
  /** Nothing leaves before: a new connection first needs a round trip of its own. Milliseconds of `performance.now()`. */
  openAt: number
  source: Socket
  deliver: (slice: Buffer, at: number) => void
}

/** Sends the slices of its lanes in turn, at the line's rate. */
class Direction {
  private readonly lanes: Lane[] = []
  private freeAt = 0
  /** Whether slices wait for the line: then a late timer does not make it slower. */
  private busy = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: LineOptions) {}

  add(lane: Lane): void {
    this.lanes.push(lane)
  }

  remove(lane: Lane): void {
    this.lanes.splice(this.lanes.indexOf(lane), 1)
  }

  push(lane: Lane, data: Buffer): void {
    lane.waiting.push(data)
    lane.size += data.length
    if (lane.size > BACKLOG) lane.source.pause()
    this.send()
  }

  private readonly send = (): void => {
    clearTimeout(this.timer)
    for (;;) {
      const now = performance.now()
      const waiting = this.lanes.filter(({ size }) => size > 0)
      const lane = waiting.find(({ openAt }) => openAt <= now)
      if (waiting.length === 0) {
        this.busy = false
        return
      }
      const nextAt = lane ? this.freeAt : Math.min(...waiting.map(({ openAt }) => openAt))
      if (!lane || nextAt > now) {
        if (!lane) this.busy = false
        this.timer = setTimeout(this.send, nextAt - now)
        return
      }
      const slice = take(lane)
      const startAt = this.busy ? this.freeAt : Math.max(now, this.freeAt)
      this.busy = true
      this.freeAt = startAt + (slice.length * 8_000) / this.options.bitsPerSecond
      lane.deliver(slice, this.freeAt + this.options.roundTrip / 2)
      // The others first.
      this.remove(lane)
      this.add(lane)
    }
  }
}

function take(lane: Lane): Buffer {
  const first = lane.waiting.shift() ?? Buffer.alloc(0)
  const slice = first.subarray(0, SLICE)
  if (first.length > SLICE) lane.waiting.unshift(first.subarray(SLICE))
  lane.size -= slice.length
  if (lane.size <= BACKLOG) lane.source.resume()
  return slice
}

/** Delivers slices to a socket at their times, in their order. */
function delivery(sink: Socket): Lane['deliver'] & { end: (at: number) => void } {
  const due: { slice: Buffer | null; at: number }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    timer = undefined
    while (due[0] && due[0].at <= performance.now() + 0.5) {
      const { slice } = due.shift() ?? { slice: null }
      if (slice) sink.write(slice)
      else sink.end()
    }
    if (due[0]) timer = setTimeout(flush, due[0].at - performance.now())
  }
  const add = (slice: Buffer | null, at: number): void => {
    due.push({ slice, at })
    timer ??= setTimeout(flush, at - performance.now())
  }
  return Object.assign((slice: Buffer, at: number) => add(slice, at), { end: (at: number) => add(null, at) })
}

/** A line that wires to several servers share. */
export function createLine(options: LineOptions): {
  /** Opens a port that leads to another one of this machine. */
  wireTo: (port: number) => Promise<number>
  /** Ends all connections, as they end by themselves when nobody uses them for minutes. */
  hangUp: () => void
  close: () => void
} {
  const [up, down] = [new Direction(options), new Direction(options)]
  const sockets = new Set<Socket>()
  const servers: ReturnType<typeof createServer>[] = []

  function lay(from: Socket, to: Socket, direction: Direction, openAt: number): void {
    const deliver = delivery(to)
    const lane: Lane = { waiting: [], size: 0, openAt, source: from, deliver }
    direction.add(lane)
    from.on('data', (data) => direction.push(lane, data))
    from.on('end', () => deliver.end(performance.now() + options.roundTrip / 2))
    from.on('close', () => {
      direction.remove(lane)
      to.destroy()
    })
    from.on('error', () => undefined) // the other end sees the connection close
  }

  return {
    async wireTo(port) {
      const server = createServer((client) => {
        const remote = connect({ port, host: '127.0.0.1', noDelay: true })
        client.setNoDelay()
        for (const socket of [client, remote]) {
          sockets.add(socket)
          socket.on('close', () => sockets.delete(socket))
        }
        lay(client, remote, up, performance.now() + options.roundTrip)
        lay(remote, client, down, 0)
      })
      servers.push(server)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return (server.address() as AddressInfo).port
    },
    hangUp() {
      for (const socket of sockets) socket.destroy()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      for (const server of servers) server.close()
    },
  }
}
