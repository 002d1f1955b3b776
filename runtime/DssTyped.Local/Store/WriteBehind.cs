namespace DssTyped.Local.Store;

/// <summary>
/// Has the system bring a folder's growing files to the disk while they are still written to, so that little is left to wait for at the
/// end. It makes nothing durable: that is for <see cref="Durable"/>. Only Linux can be asked for it; elsewhere nothing happens.
/// </summary>
internal sealed class WriteBehind : IDisposable
{
    // Small results are written before the first time comes, and pay nothing.
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly string _folder;
    private readonly Timer? _timer;

    public WriteBehind(string folder)
    {
        _folder = folder;
        if (OperatingSystem.IsLinux())
            _timer = new Timer(static state => ((WriteBehind)state!).Start(), this, s_first, s_pause);
    }

    public void Dispose() => _timer?.Dispose();

    private void Start()
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(_folder, "*.parquet"))
                Durable.StartWriting(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder may be gone already.
        }
    }
}
