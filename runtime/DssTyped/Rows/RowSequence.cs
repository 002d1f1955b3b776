using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>Makes what a sequence of rows gives of a reader's current row.</summary>
internal interface IRowView<out TRow>
{
    /// <summary>Called once, before the first row.</summary>
    void Open(RowReader reader);

    TRow Of(RowReader reader);
}

/// <summary>The rows of a reader that is opened anew for each enumeration. Rows that are in memory already pass without any state machine.</summary>
/// <typeparam name="TRow">What a row is read as.</typeparam>
/// <typeparam name="TView">How; a struct, so that the call is inlined.</typeparam>
internal sealed class RowSequence<TRow, TView>(Func<CancellationToken, Task<RowReader>> open, TView view, CancellationToken cancellationToken) : IAsyncEnumerable<TRow>
    where TView : struct, IRowView<TRow>
{
    public IAsyncEnumerator<TRow> GetAsyncEnumerator(CancellationToken cancellation = default) => new Enumerator(open, view, cancellationToken, cancellation);

    private sealed class Enumerator : IAsyncEnumerator<TRow>
    {
        private readonly Func<CancellationToken, Task<RowReader>> _open;
        private readonly CancellationTokenSource? _either;
        private readonly CancellationToken _cancellation;
        private TView _view;
        private RowReader? _reader;

        public Enumerator(Func<CancellationToken, Task<RowReader>> open, TView view, CancellationToken first, CancellationToken second)
        {
            _open = open;
            _view = view;
            if (first.CanBeCanceled && second.CanBeCanceled && first != second)
                _either = CancellationTokenSource.CreateLinkedTokenSource(first, second);

            _cancellation = _either?.Token ?? (second.CanBeCanceled ? second : first);
        }

        // These two run for every row, so they are optimized from the first one on.
        // A row is made when it is asked for: a row type may be large, and once is copied often enough.
        public TRow Current
        {
            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            get => _view.Of(_reader!);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public ValueTask<bool> MoveNextAsync() => _reader is { } reader && reader.TryRead() ? new ValueTask<bool>(true) : MoveNextSlowlyAsync();

        public ValueTask DisposeAsync()
        {
            _either?.Dispose();
            return _reader?.DisposeAsync() ?? ValueTask.CompletedTask;
        }

        private async ValueTask<bool> MoveNextSlowlyAsync()
        {
            if (_reader is null)
            {
                _reader = await _open(_cancellation).ConfigureAwait(false);
                _view.Open(_reader);
            }

            return await _reader.ReadAsync(_cancellation).ConfigureAwait(false);
        }
    }
}
