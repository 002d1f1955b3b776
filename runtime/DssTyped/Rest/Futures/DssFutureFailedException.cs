namespace DssTyped.Rest;

/// <summary>A long task of the server ended without a result.</summary>
public sealed class DssFutureFailedException : DssException
{
    internal DssFutureFailedException(string futureId, DssFutureState state)
        : base(state.IsAborted ? $"The DSS task {futureId} was aborted." : $"The DSS task {futureId} ended without a result; the server's log may say why.") =>
        State = state;

    /// <summary>The last state read.</summary>
    public DssFutureState State { get; }
}
