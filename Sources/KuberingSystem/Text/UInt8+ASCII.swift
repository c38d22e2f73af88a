// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension UInt8 {
    /// Whether it is one of `0` to `9`.
    public var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    /// Whether it is one of `a` to `z`.
    public var isASCIILowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    /// Whether it is one of `a` to `z` and `A` to `Z`.
    public var isASCIILetter: Bool { (self | 0x20).isASCIILowercase }
    /// Whether it is a hexadecimal digit, of small or capital letters.
    public var isASCIIHexadecimalDigit: Bool {
        isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
    }
}
