"""Gives every name under localhost the loopback address, as RFC 6761 (section 6.3) asks of resolvers and not all do.

Imported for that effect; does nothing where the system knows such names.
"""
import socket

system = socket.getaddrinfo


def _getaddrinfo(host, *arguments, **more):
    name = host.decode() if isinstance(host, bytes) else host
    inside = isinstance(name, str) and name.lower().endswith('.localhost')
    return system('127.0.0.1' if inside else host, *arguments, **more)


try:
    system('any.localhost', 443)
except socket.gaierror:
    socket.getaddrinfo = _getaddrinfo
