using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>
/// Awaiting a tuple of builds runs them side by side and keeps their types:
/// <c>var (lab, notes) = await (recipes.GroupLab.RunAsync(), recipes.GroupNotes.RunAsync());</c>
/// When one fails the others still end, and the exception tells how each went.
/// </summary>
public static class BuildTupleAwaiting
{
    /// <summary>Awaits 2 builds.</summary>
    public static TaskAwaiter<(T1, T2)> GetAwaiter<T1, T2>(this (Task<T1>, Task<T2>) builds)
        where T1 : notnull
        where T2 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result), builds.Item1, builds.Item2).GetAwaiter();

    /// <summary>Awaits 3 builds.</summary>
    public static TaskAwaiter<(T1, T2, T3)> GetAwaiter<T1, T2, T3>(this (Task<T1>, Task<T2>, Task<T3>) builds)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result, builds.Item3.Result), builds.Item1, builds.Item2, builds.Item3).GetAwaiter();

    /// <summary>Awaits 4 builds.</summary>
    public static TaskAwaiter<(T1, T2, T3, T4)> GetAwaiter<T1, T2, T3, T4>(this (Task<T1>, Task<T2>, Task<T3>, Task<T4>) builds)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result, builds.Item3.Result, builds.Item4.Result), builds.Item1, builds.Item2, builds.Item3, builds.Item4).GetAwaiter();

    /// <summary>Awaits 5 builds.</summary>
    public static TaskAwaiter<(T1, T2, T3, T4, T5)> GetAwaiter<T1, T2, T3, T4, T5>(this (Task<T1>, Task<T2>, Task<T3>, Task<T4>, Task<T5>) builds)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull
        where T5 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result, builds.Item3.Result, builds.Item4.Result, builds.Item5.Result), builds.Item1, builds.Item2, builds.Item3, builds.Item4, builds.Item5).GetAwaiter();

    /// <summary>Awaits 6 builds.</summary>
    public static TaskAwaiter<(T1, T2, T3, T4, T5, T6)> GetAwaiter<T1, T2, T3, T4, T5, T6>(this (Task<T1>, Task<T2>, Task<T3>, Task<T4>, Task<T5>, Task<T6>) builds)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull
        where T5 : notnull
        where T6 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result, builds.Item3.Result, builds.Item4.Result, builds.Item5.Result, builds.Item6.Result), builds.Item1, builds.Item2, builds.Item3, builds.Item4, builds.Item5, builds.Item6).GetAwaiter();

    /// <summary>Awaits 7 builds.</summary>
    public static TaskAwaiter<(T1, T2, T3, T4, T5, T6, T7)> GetAwaiter<T1, T2, T3, T4, T5, T6, T7>(this (Task<T1>, Task<T2>, Task<T3>, Task<T4>, Task<T5>, Task<T6>, Task<T7>) builds)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull
        where T5 : notnull
        where T6 : notnull
        where T7 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result, builds.Item3.Result, builds.Item4.Result, builds.Item5.Result, builds.Item6.Result, builds.Item7.Result), builds.Item1, builds.Item2, builds.Item3, builds.Item4, builds.Item5, builds.Item6, builds.Item7).GetAwaiter();

    /// <summary>Awaits 8 builds.</summary>
    public static TaskAwaiter<(T1, T2, T3, T4, T5, T6, T7, T8)> GetAwaiter<T1, T2, T3, T4, T5, T6, T7, T8>(this (Task<T1>, Task<T2>, Task<T3>, Task<T4>, Task<T5>, Task<T6>, Task<T7>, Task<T8>) builds)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull
        where T5 : notnull
        where T6 : notnull
        where T7 : notnull
        where T8 : notnull =>
        ParallelBuilds.WhenAll(() => (builds.Item1.Result, builds.Item2.Result, builds.Item3.Result, builds.Item4.Result, builds.Item5.Result, builds.Item6.Result, builds.Item7.Result, builds.Item8.Result), builds.Item1, builds.Item2, builds.Item3, builds.Item4, builds.Item5, builds.Item6, builds.Item7, builds.Item8).GetAwaiter();
}
