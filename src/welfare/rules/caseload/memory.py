"""Columns are reached by their address, each element as a whole number or a truth value: here in plain Python, and
in HEADER, with which every compiled file begins, for Numba."""

from __future__ import annotations

import ctypes


def get_bool(address: int, index: int) -> bool:
    return ctypes.c_int8.from_address(address + index).value != 0


def get_int8(address: int, index: int) -> int:
    return ctypes.c_int8.from_address(address + index).value


def get_int32(address: int, index: int) -> int:
    return ctypes.c_int32.from_address(address + 4 * index).value


def get_int64(address: int, index: int) -> int:
    return ctypes.c_int64.from_address(address + 8 * index).value


def put_bool(address: int, index: int, value: int) -> None:
    ctypes.c_int8.from_address(address + index).value = value


put_int8 = put_bool


def lowest(bits: int) -> int:
    """The place of the lowest bit that is set."""
    return (bits & -bits).bit_length() - 1


def put_int32(address: int, index: int, value: int) -> None:
    ctypes.c_int32.from_address(address + 4 * index).value = value


def put_int64(address: int, index: int, value: int) -> None:
    ctypes.c_int64.from_address(address + 8 * index).value = value


HEADER = '''
from llvmlite import ir
from numba import cfunc, njit, types
from numba.extending import intrinsic


def element(context, builder, signature, arguments, bits):
    """The place of column[index] in memory."""
    address, index = (
        context.cast(builder, argument, kind, types.int64)
        for argument, kind in zip(arguments, signature.args)
    )
    return builder.gep(builder.inttoptr(address, ir.IntType(bits).as_pointer()), [index])


def reader(bits, truth):
    def get(typing, address, index):
        def generate(context, builder, signature, arguments):
            found = builder.load(element(context, builder, signature, arguments, bits))
            if truth:
                return builder.icmp_signed("!=", found, found.type(0))
            return found if bits == 64 else builder.sext(found, ir.IntType(64))

        return (types.boolean if truth else types.int64)(address, index), generate

    return intrinsic(get)


def writer(bits):
    def put(typing, address, index, value):
        def generate(context, builder, signature, arguments):
            place = element(context, builder, signature, arguments[:2], bits)
            wide = context.cast(builder, arguments[2], signature.args[2], types.int64)
            builder.store(wide if bits == 64 else builder.trunc(wide, ir.IntType(bits)), place)
            return context.get_dummy_value()

        return types.void(address, index, value), generate

    return intrinsic(put)


@intrinsic
def lowest(typing, bits):
    """The place of the lowest bit that is set."""

    def generate(context, builder, signature, arguments):
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), generate


@intrinsic
def small_quotient(typing, dividend, divisor):
    """a // b of two numbers from 0 to 2³², which a processor divides faster than wider ones."""

    def generate(context, builder, signature, arguments):
        narrow = [builder.trunc(argument, ir.IntType(32)) for argument in arguments]
        return builder.zext(builder.udiv(*narrow), ir.IntType(64))

    return types.int64(types.int64, types.int64), generate


@intrinsic
def call_mend(typing, address, book, scratch, section, first, last):
    """Call the function at an address."""

    def generate(context, builder, signature, arguments):
        wide = ir.IntType(64)
        kind = ir.FunctionType(ir.VoidType(), [wide] * 5)
        builder.call(builder.inttoptr(arguments[0], kind.as_pointer()), arguments[1:])
        return context.get_dummy_value()

    return types.void(*[types.int64] * 6), generate


get_bool, put_bool = reader(8, True), writer(8)
get_int8, put_int8 = reader(8, False), writer(8)
get_int32, put_int32 = reader(32, False), writer(32)
get_int64, put_int64 = reader(64, False), writer(64)
'''
