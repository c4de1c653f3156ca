"""The head of every generated file: columns are reached by their address, each element as a whole number or a
truth value of 64 bits or one."""

from __future__ import annotations

#: Type of a column → bits of one element.
WIDTHS = {"bool": 8, "int8": 8, "int32": 32, "int64": 64}

HEADER = '''
from llvmlite import ir
from numba import njit, types
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


get_bool, put_bool = reader(8, True), writer(8)
get_int8, put_int8 = reader(8, False), writer(8)
get_int32, put_int32 = reader(32, False), writer(32)
get_int64, put_int64 = reader(64, False), writer(64)
'''
