namespace DssTyped;

/// <summary>The proofs of a recipe with several outputs, before generated code gives each its type.</summary>
public sealed class BuiltOutputs
{
    private readonly string? _jobId;
    private readonly string? _partition;

    internal BuiltOutputs(string? jobId, string? partition)
    {
        _jobId = jobId;
        _partition = partition;
    }

    /// <summary>The proof of one output. Called by generated code.</summary>
    public Built<T> Of<T>(T output)
        where T : FlowObject => new(output, _jobId, _partition);
}
