using System.Runtime.CompilerServices;

namespace DssTyped.Flow;

/// <summary>
/// For the few methods that run once for each character or column: a compiler runs a generator once, long before the runtime would optimize
/// them by itself. They are compiled slowly, with everything they inline: rare branches belong in methods of their own.
/// </summary>
internal static class HotPath
{
    /// <summary><c>MethodImplOptions.AggressiveOptimization</c>, for which netstandard2.0 has no name.</summary>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;
}
