namespace DssTyped.TestServer.Http;

/// <summary>Where the shape of an answer is known from, best first.</summary>
public enum ShapeSource
{
    /// <summary>Dataiku's own documentation shows it.</summary>
    Documentation,

    /// <summary>Somebody published what a live server answered.</summary>
    SeenLive,

    /// <summary>The official client's source reads these fields.</summary>
    ClientSource,

    /// <summary>Exports and git folders of projects hold the same object.</summary>
    ProjectExports,

    /// <summary>Nothing public tells; the answer is what a client can do with.</summary>
    Unknown,
}

/// <summary>One thing the server answers.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the base path, with the trailing slash DSS wants.</param>
/// <param name="Shape">Where the shape of the answer is known from.</param>
/// <param name="Query">Parameters it takes.</param>
public sealed record EndpointEntry(string Method, string Path, ShapeSource Shape, IReadOnlyList<string> Query);
