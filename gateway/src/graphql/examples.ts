/** Queries that GraphiQL opens with; each runs as it stands. Sign in and put the token into the headers for the rest. */
export const EXAMPLES = `# Suyuan 溯源. Signed-in queries need a header: {"Authorization": "Bearer <token of POST /session>"}

# What this gateway is a door to, and how far it has read
query Network {
  network { channel operator demonstration founded committee asOf { block time } }
  operators { msp title { zh en } committee }
}

# Registered assets, newest first
query Assets {
  assets(first: 10, filter: { state: [REGISTERED] }) {
    totalCount
    nodes { id state gradeFloor text { kind descriptor { title { zh en } keywords } } certificate { number state validUntil } }
    pageInfo { hasNextPage endCursor }
  }
}

# Check a certificate by its number: anybody may
query Certificate($number: ID = "") {
  certificate(number: $number) { number state holder { title { zh } } registrar { title { zh } } issuedAt validUntil demonstration }
}

# What waits for me, by nearest deadline (signed in)
query Waiting {
  me { name roles entity { id title { zh } } wallet }
  waiting { nodes { id type state next { action deadline silence } asset { text { descriptor { title { zh } } } } } }
}

# Where a release comes from (signed in)
query Trace($release: ID = "") {
  trace(release: $release, direction: UPSTREAM) {
    nodes { id hop kind grade release { asset { text { descriptor { title { zh } } } } } external { namespace name } }
    edges { from to state }
    truncated
    asOf { block time }
  }
}

# The newest blocks
query Blocks {
  blocks(first: 5) { nodes { number hash time transactionCount transactions { id code function } } }
}

# Live: blocks as they come
subscription Live { blockAdded { number time transactionCount } }
`;
