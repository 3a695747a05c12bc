"""The floor of fan-out: a server of raw sockets that writes one prebuilt frame to each, and does nothing else."""

import asyncio
import sys
import time

FRAME = b"\x81\x7e\x02\x58" + b"x" * 600


async def serve(port: int) -> None:
    """Writes the frame to every client when one of them sends a byte."""
    clients: set[asyncio.StreamWriter] = set()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        clients.add(writer)
        while await reader.read(1):
            for one in clients:
                one.write(FRAME)
        clients.discard(writer)

    server = await asyncio.start_server(client, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


async def last_ms(port: int, sockets: int, times: int) -> list[float]:
    """Milliseconds from the signal until the last of `sockets` clients has the frame, `times` times."""
    pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(sockets)]
    await asyncio.sleep(0.5)
    found = []
    for _ in range(times):
        began = time.perf_counter()
        pairs[0][1].write(b"!")
        await asyncio.gather(*(reader.readexactly(len(FRAME)) for reader, _ in pairs))
        found.append(1000 * (time.perf_counter() - began))
    for _, writer in pairs:
        writer.close()
    return found


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
