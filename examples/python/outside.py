"""Keys made outside the vault, and what python3-cryptography says of what comes out of it."""
from azure.keyvault.keys import JsonWebKey
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from connection import TEXT

CURVES = {'P-256': ec.SECP256R1(), 'P-384': ec.SECP384R1(), 'P-521': ec.SECP521R1(), 'P-256K': ec.SECP256K1()}
HASHES = {256: hashes.SHA256(), 384: hashes.SHA384(), 512: hashes.SHA512()}
RSA = rsa.generate_private_key(65537, 2048)
EC = {name: ec.generate_private_key(curve) for name, curve in CURVES.items()}


def _bytes(number, length=None):
    return number.to_bytes(length or (number.bit_length() + 7) // 8, 'big')


def _number(octets):
    return int.from_bytes(octets, 'big')


def jwk(key, **more):
    """Of a private key."""
    private = key.private_numbers()
    public = private.public_numbers
    if isinstance(key, rsa.RSAPrivateKey):
        numbers = {'n': public.n, 'e': public.e, 'd': private.d, 'p': private.p, 'q': private.q,
                   'dp': private.dmp1, 'dq': private.dmq1, 'qi': private.iqmp}
        return JsonWebKey(kty='RSA', **{name: _bytes(number) for name, number in numbers.items()}, **more)
    curve = next(name for name, each in CURVES.items() if each.name == key.curve.name)
    length = (key.key_size + 7) // 8
    numbers = {'x': public.x, 'y': public.y, 'd': private.private_value}
    return JsonWebKey(kty='EC', crv=curve, **{name: _bytes(number, length) for name, number in numbers.items()}, **more)


def from_jwk(key):
    """The public key of what a vault answered."""
    if key.kty == 'RSA':
        return rsa.RSAPublicNumbers(_number(key.e), _number(key.n)).public_key()
    return ec.EllipticCurvePublicNumbers(_number(key.x), _number(key.y), CURVES[key.crv]).public_key()


def pss(bits):
    return padding.PSS(padding.MGF1(HASHES[bits]), bits // 8)


def ecdsa(key, bits, signature):
    """Raises InvalidSignature unless these are r and s, side by side, of the text."""
    half = len(signature) // 2
    pair = utils.encode_dss_signature(_number(signature[:half]), _number(signature[half:]))
    key.verify(pair, TEXT, ec.ECDSA(HASHES[bits]))


def signed_ecdsa(key, bits):
    """As a vault writes it."""
    length = (key.key_size + 7) // 8
    return b''.join(_bytes(each, length) for each in utils.decode_dss_signature(key.sign(TEXT, ec.ECDSA(HASHES[bits]))))


def oaep(bits):
    return padding.OAEP(padding.MGF1(_oaep(bits)), _oaep(bits), None)


def _oaep(bits):
    return hashes.SHA1() if bits == 1 else HASHES[bits]
