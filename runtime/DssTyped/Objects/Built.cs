namespace DssTyped;

/// <summary>Proof that an object of a flow was built; only the runtime makes one. See <see cref="Built{T}"/>.</summary>
public abstract class Built
{
    private protected Built(FlowObject output, string? jobId, string? partition)
    {
        Output = output;
        JobId = jobId;
        Partition = partition;
    }

    /// <summary>The job that built it; null if it was verified rather than built.</summary>
    public string? JobId { get; }

    /// <summary>The partition it is proof of; null for the whole object.</summary>
    public string? Partition { get; }

    internal FlowObject Output { get; }
}

/// <summary>
/// Proof that <typeparamref name="T"/> was built. A recipe's <c>RunAsync</c> takes one for each input that another recipe
/// writes, so a step that runs before its inputs does not compile. It proves order, not freshness.
/// </summary>
/// <typeparam name="T">What was built.</typeparam>
public sealed class Built<T> : Built
    where T : FlowObject
{
    internal Built(T output, string? jobId, string? partition)
        : base(output, jobId, partition) => Dataset = output;

    /// <summary>What was built (a dataset, or a folder, model or store).</summary>
    public T Dataset { get; }

    /// <inheritdoc/>
    public override string ToString() => Partition is null ? $"{Dataset} (built)" : $"{Dataset} [{Partition}] (built)";
}
