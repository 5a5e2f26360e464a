// The compiler asks for this type by its full name when a record or an init accessor is compiled; netstandard2.0 lacks it.
#pragma warning disable IDE0130
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
