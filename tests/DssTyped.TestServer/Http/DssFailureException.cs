namespace DssTyped.TestServer.Http;

/// <summary>A request that DSS answers with an error.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="errorType">Java class name, as DSS gives it.</param>
/// <param name="message">What is wrong.</param>
internal sealed class DssFailureException(int status, string errorType, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string ErrorType { get; } = errorType;

    /// <summary>An object that is not there. DSS often answers 500 to that, and only the message tells.</summary>
    public static DssFailureException Missing(string what) => new(500, "java.lang.IllegalArgumentException", $"{what} does not exist");
}
