using DssTyped.Local;
using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

/// <summary>Stands for <c>compute_SCORED</c> where recipes are run: starts, and does no more until it is let go or aborted.</summary>
/// <param name="freeRuns">How many runs before that are not held.</param>
internal sealed class HeldRecipe(int freeRuns = 0)
{
    /// <summary>As long as the slowest machine may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _runs;

    /// <summary>Completes when the recipe runs.</summary>
    public Task Started => _started.Task.WaitAsync(Patience);

    /// <summary>Whether the recipe ended by itself; false if it was aborted.</summary>
    public Task<bool> Ended => _ended.Task.WaitAsync(Patience);

    public void Register(LocalEngine engine)
    {
        Scored scored = new ContractFlow(engine).Datasets.Scored;
        engine.Handle("compute_SCORED", (work, cancellationToken) => RunAsync(work, scored, cancellationToken), "held");
    }

    public void LetGo() => _released.TrySetResult();

    private async Task RunAsync(RecipeWork work, Scored scored, CancellationToken cancellationToken)
    {
        if (_runs++ < freeRuns)
        {
            await work.WriteAsync(scored, Score.Rows(("Bergen", 0.25)));
            return;
        }

        _started.TrySetResult();
        try
        {
            await _released.Task.WaitAsync(cancellationToken);
            await work.WriteAsync(scored, Score.Rows(("Oslo", 0.5)));
            _ended.TrySetResult(true);
        }
        finally
        {
            _ended.TrySetResult(false);
        }
    }
}
